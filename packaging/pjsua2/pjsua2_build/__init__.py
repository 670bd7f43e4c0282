"""The steps that turn the pjproject sources and our extension into a pjsua2 wheel."""
