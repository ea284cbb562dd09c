"""How the method's properties are tried."""

from hypothesis import settings

# A busy machine is slow now and then; that says nothing about the method.
settings.register_profile("method", deadline=None)
settings.load_profile("method")
