"""The root of every error that a person may meet: its message is the sentence they read."""


class PlainError(Exception):
    """Something a person can put right, said in one clear sentence."""
