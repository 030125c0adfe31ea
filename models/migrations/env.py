"""Alembic's way in: migrations run on a connection that is handed to them."""

from alembic import context
from sqlmodel import SQLModel

from models import schema  # noqa: F401 - every table has to be known

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
