"""What the library tells about a leg's sound: codec, encryption, figures."""

import re

from softphone.basics.ids import LegId
from softphone.engine.pj import PjError, pj
from softphone.protocol.snapshots import MediaSnapshot, MediaStatistics, SrtpKeying

_SRTP = re.compile(r"SRTP status: Active Crypto-suite: (\S+)")


def media_snapshot(call: pj.Call, media_index: int) -> MediaSnapshot | None:
    """Codec and encryption as they are now; None when the stream does not run."""
    try:
        stream = call.getStreamInfo(media_index)
        suite = _SRTP.search(call.dump(True, ""))
        keying = str(pj.callKeying(call.getId(), media_index)) if suite else ""
    except PjError:
        return None
    return MediaSnapshot(
        codec=str(stream.codecName),
        clock_rate_hz=int(stream.codecClockRate),
        is_encrypted=suite is not None,
        keying=SrtpKeying(keying) if keying else None,
        crypto_suite=suite[1] if suite else "",
    )


def statistics_of(call: pj.Call, media_index: int, leg_id: LegId) -> MediaStatistics | None:
    """The figures as they are now; None when the stream does not run."""
    try:
        stat = call.getStreamStat(media_index)
    except PjError:
        return None
    rx, tx, round_trip = stat.rtcp.rxStat, stat.rtcp.txStat, stat.rtcp.rttUsec
    return MediaStatistics(
        leg_id=leg_id,
        rx_packets=int(rx.pkt),
        rx_lost=int(rx.loss),
        rx_loss_percent=_percent(int(rx.loss), int(rx.pkt) + int(rx.loss)),
        rx_jitter_ms=int(rx.jitterUsec.last) / 1000,
        tx_packets=int(tx.pkt),
        tx_loss_percent=_percent(int(tx.loss), int(tx.pkt)),
        round_trip_ms=int(round_trip.last) / 1000 if round_trip.n else None,
        jitter_buffer_ms=float(stat.jbuf.avgDelayMsec),
    )


def _percent(part: int, whole: int) -> float:
    return round(100.0 * part / whole, 2) if whole > 0 else 0.0
