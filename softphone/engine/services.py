"""What every account needs from the engine."""

from collections.abc import Callable

from softphone.engine.asking import Asker
from softphone.engine.large_requests import LargeRequests
from softphone.engine.library import Inbox
from softphone.engine.loop import Loop
from softphone.engine.media_paths import PathServers
from softphone.engine.resolver import Resolver
from softphone.engine.transports import Transports


class Services:
    """One of each, shared by all accounts."""

    def __init__(self, inbox: Inbox, loop: Loop, resolver: Resolver, transports: Transports) -> None:
        self.inbox = inbox
        self.loop = loop
        self.resolver = resolver
        self.transports = transports
        self.asker = Asker(inbox, loop)
        self.path_servers = PathServers(transports.endpoint, resolver)
        self.large_requests = LargeRequests(loop)
        self.has_calls: Callable[[object], bool] = lambda account: False
