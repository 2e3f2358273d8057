"""`python -m nightdesk` is the same as the command."""

from nightdesk.cli.main import main

if __name__ == "__main__":
    main()
