"""How fast it is, against floors measured in the same run. `python -m bench` says how it went."""
