// Plain JavaScript among the TypeScript.
const pause = async () => {
  await null;
  return "there";
};

/** @param {string} place */
export async function legend(place) {
  return `${place} and ${await pause()}`;
}
