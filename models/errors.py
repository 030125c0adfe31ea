"""The root of every error that a person may meet: its message is the sentence they read."""


class PlainError(Exception):
    """Something a person can put right, said in one clear sentence."""


class StoreError(PlainError):
    """Something about what is kept; the message is fit for the person who meets it."""


class StoreUnavailableError(StoreError):
    """The database could not be reached, or was too busy to take the change; nothing was saved."""
