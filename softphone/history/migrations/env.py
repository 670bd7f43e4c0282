"""What Alembic runs to migrate: on the connection that `softphone.history.migrate` gives, in its transaction."""

from alembic import context

from softphone.history.models import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
context.run_migrations()
