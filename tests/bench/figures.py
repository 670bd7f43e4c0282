"""Measured values and the table that is made of them."""

import json
import statistics
from dataclasses import dataclass, field
from pathlib import Path

OURS = (
    *("window_ms", "registered_ms", "dial_to_invite_ms", "invite_to_180_ms", "invite_to_alert_ms"),
    *("mouth_to_ear_opus_ms", "mouth_to_ear_g711_ms", "rtp_gap_worst_ms", "audio_glitches"),
    *("call_cpu_percent_opus", "call_cpu_percent_g711", "idle_pss_mib", "call_pss_mib"),
    *("idle_cpu_percent", "idle_wakeups_per_s", "engine_back_s"),
    *("lamps_shown_ms", "lamps_engine_cpu_percent", "lamps_lost"),
    *("lamps_singly_shown_ms", "lamps_singly_engine_cpu_percent", "lamps_singly_lost"),
)
# The peer has no window, no second process and no lamps to speak of.
OURS_ALONE = (
    *("window_ms", "invite_to_alert_ms", "engine_back_s"),
    *(name for name in OURS if name.startswith("lamps_")),
)
HISTORY = (
    *("history_open_ms", "history_search_ms", "history_memory_growth_mib", "history_lost_after_kills"),
    *("history_damaged_after_kills", "history_calls_without_end"),
)
DIRECTORY = (
    *("directory_keystroke_ms", "directory_caller_ms", "directory_caller_worst_ms", "directory_memory_growth_mib"),
    *("contacts_import_late_ms",),
)
MESSAGES = (
    *("messages_lost", "messages_doubled", "messages_disordered", "messages_sent_per_s"),
    *("messages_open_ms", "messages_page_ms", "messages_search_ms", "messages_write_ms"),
)
VOICEMAIL = tuple(f"voicemail_{name}" for name in ("lamp_s", "first_sync_s", "next_sync_ms", "open_ms"))
FRAMES = ("frame_paint_p99_ms", "frame_late_p99_ms")
TEN_CALLS = (
    *("ten_calls_cpu_percent", "ten_calls_mixed_cpu_percent"),
    *("ten_calls_frame_paint_p99_ms", "ten_calls_frame_late_p99_ms"),
)
TRANSFERS = tuple(f"transfer{name}" for kind in ("udp", "tls_srtp") for name in (f"s_failed_{kind}", f"_{kind}_ms"))
MIRROR = (
    *("mirror_first_s", "mirror_frame_paint_p99_ms", "mirror_frame_late_p99_ms", "mirror_keystroke_ms"),
    *("mirror_refresh_s", "mirror_compare_s"),
)
LINE = ("registered_when_network_is_back_s", "call_heard_from_new_address_s")
FAILOVER = tuple(f"failover_{how}_s" for how in ("udp", "tcp", "tls", "hangs"))
SITUATIONS = ("situations_failed", "situation_growth_mib", "situations_with_leftovers")
DEVICES = tuple(f"device_{name}_gap_ms" for name in ("unplugged", "plugged", "changed"))
PEERS = tuple(f"peer_{name}" for name in OURS if name not in OURS_ALONE)
REST = (*TRANSFERS, *DEVICES, *LINE, *FAILOVER, *SITUATIONS)
PULLS = ("pulls_failed", "pull_far_gap_ms", "pull_ms", "pull_failures_unsafe", "pull_failure_far_gap_ms")
HANDOFFS = (
    *(f"handoff{name}" for way in ("code", "consult") for name in (f"s_failed_{way}", f"_gap_{way}_ms")),
    *(
        f"handoff_return{name}"
        for answers in ("voicemail", "busy", "no_answer", "reject")
        for name in (f"s_failed_{answers}", f"_gap_{answers}_ms")
    ),
    *("handoff_restarts_failed_direct", "handoff_restart_gap_direct_ms", "handoff_restarts_failed_relayed"),
)
MOBILITY = (*MESSAGES, *VOICEMAIL, *HANDOFFS, *PULLS)
EXPECTED = (*OURS, *FRAMES, *TEN_CALLS, *PEERS, *HISTORY, *DIRECTORY, *MOBILITY, *MIRROR, *REST)


@dataclass
class Figure:
    """Several measurements of one thing, and the limits that its median and its p95 have to keep, if any."""

    name: str
    unit: str
    values: list[float]
    limit: float | None = None
    note: str = ""
    p95_limit: float | None = None

    @property
    def verdict(self) -> str:
        """The limits, and whether they are kept; empty where there are none."""
        row = self.as_dict()
        limits = [("median", self.limit), ("p95", self.p95_limit)]
        words = [
            f"{name} {limit:g} {'kept' if float(row[name]) <= limit else 'MISSED'}"
            for name, limit in limits
            if limit is not None
        ]
        return ", ".join(words)

    def as_dict(self) -> dict[str, float | int | str]:
        """median, min, max, p95, n and unit."""
        values = sorted(self.values)
        p95 = values[min(len(values) - 1, round(0.95 * (len(values) - 1)))]
        figures: dict[str, float | int | str] = {
            "median": round(statistics.median(values), 2),
            "min": round(values[0], 2),
            "max": round(values[-1], 2),
            "p95": round(p95, 2),
            "n": len(values),
            "unit": self.unit,
        }
        return figures | ({"note": self.note} if self.note else {})


@dataclass
class Results:
    """All figures of a run; written after each one, so that a run that is broken off leaves what it had."""

    path: Path
    figures: list[Figure] = field(default_factory=list)
    failures: dict[str, str] = field(default_factory=dict)

    def add(self, figure: Figure) -> None:
        """Adds the figure and writes the file."""
        self.figures.append(figure)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(json.dumps({f.name: f.as_dict() for f in self.figures}, indent=1) + "\n")

    def note_missing(self) -> None:
        """Counts as failures what a whole run has to measure and has not."""
        there = {figure.name for figure in self.figures}
        for name in EXPECTED:
            if name not in there:
                self.failures[name] = "no part of the bench has measured it"

    def table(self) -> str:
        """The figures as text, one a line, with the limits and whether they are kept."""
        head = f"{'name':32}{'median':>10}{'min':>10}{'max':>10}{'p95':>10}{'n':>5}  {'unit':8}limit"
        lines = [head, "-" * len(head)]
        for figure in self.figures:
            row = figure.as_dict()
            lines.append(
                f"{figure.name:32}{row['median']:>10}{row['min']:>10}{row['max']:>10}{row['p95']:>10}{row['n']:>5}"
                f"  {figure.unit:8}{figure.verdict}" + (f"  {figure.note}" if figure.note else "")
            )
        lines += [f"{name:32}could not be measured: {why}" for name, why in self.failures.items()]
        return "\n".join(lines)
