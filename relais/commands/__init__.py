"""The subcommands of `relais`. A new command is a new file here that exports `register(app: typer.Typer) -> None`."""
