"""A variable without a default, and a context that anybody may enter: the twin of contexts.ts, with the same names."""

import contextvars


class Contexts:
    def __init__(self, say):
        self.say = say
        self.variable = contextvars.ContextVar("bare")
        self.context = contextvars.Context()

    def get(self):
        try:
            return self.variable.get()
        except LookupError as error:
            return type(error).__name__

    def get_or(self, value):
        return self.variable.get(value)

    def set(self, value):
        """For `with`: the variable has its value in that block alone."""
        return self.variable.set(value)

    def look_into(self):
        return [self.variable in self.context, self.context.get(self.variable, "nothing"), len(self.context)]

    def run(self, label, fails):
        """Refused where somebody is inside: this very code, or a task that steps there."""
        return self.context.run(self.inside, label, fails)

    def run_twice(self, label):
        try:
            self.context.run(lambda: self.run(label, False))
        except RuntimeError as error:
            return error

    def inside(self, label, fails):
        self.say(label, self.variable.get("nothing"))
        self.variable.set(label)
        if fails:
            raise ValueError(label)
        return label
