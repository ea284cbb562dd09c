"""The method: value propositions as frozen values and pure functions.

Nothing here knows Slack, SQL, the clock or any other I/O; a facilitator could read it.
"""
