"""The engine: the child process that speaks SIP and handles sound. The only code that sees pjsua2 and sounddevice."""
