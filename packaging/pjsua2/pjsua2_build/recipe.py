"""What is built and how: versions, flags, files. Everything here takes part in the cache key."""

from __future__ import annotations

import hashlib
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent
PATCHES = FOLDER / "patches"
EXTENSION = FOLDER / "extension"
CONFIG_SITE = FOLDER / "config_site.h"
STUB = FOLDER / "stubs" / "pjsua2" / "__init__.pyi"

PJPROJECT_VERSION = "2.17"
WHEEL_VERSION = "2.17+sp16"
SUMMARY = "PJSIP 2.17 with event subscriptions, requests, SIP trace and a pollable event loop"

CONFIGURE = [
    "--disable-video",
    "--disable-sound",
    "--with-external-srtp",
    "--with-external-speex",
    "--with-external-gsm",
    "--disable-ilbc-codec",
    "--disable-g7221-codec",
    "--disable-l16-codec",
    "--disable-libwebrtc",
    "--disable-libwebrtc-aec3",
    "--enable-libsamplerate",
    "--disable-resample",
    "--disable-upnp",
    "--disable-sdl",
    "--disable-ffmpeg",
    "--disable-v4l2",
    "--disable-openh264",
    "--disable-vpx",
    "--disable-libyuv",
    "--disable-silk",
    "--disable-opencore-amr",
    "--enable-epoll",
]

# NDEBUG is needed, not only wanted: an assertion in pjmedia aborts when calls start in bursts.
# No -g: it doubles the time.
CFLAGS = [
    "-O2",
    "-fPIC",
    "-DNDEBUG",
    "-fstack-protector-strong",
    "-D_FORTIFY_SOURCE=2",
    "-fvisibility=hidden",
    "-ffunction-sections",
    "-fdata-sections",
]
LDFLAGS = ["-Wl,-z,relro,-z,now", "-Wl,--gc-sections", "-Wl,--as-needed", "-Wl,--exclude-libs,ALL"]
# The SWIG wrapper is one huge file: -O2 takes 20 s longer for the same speed.
WRAPPER_OPTIMISATION = "-O1"

# Wrapped by pjsua2.i, but dead without video; leaving them out saves a tenth of the compile time.
VIDEO_CLASSES = [
    "VideoMedia",
    "VideoPreview",
    "VideoPreviewOpParam",
    "VideoWindow",
    "VideoWindowInfo",
    "VideoRecorder",
    "VideoRecorderParam",
    "VideoDevInfo",
    "VidDevManager",
    "VidConfPortInfo",
    "WindowHandle",
    "MediaFormatVideo",
    "VidCodecParam",
    "MediaEvent",
    "MediaFmtChangedEvent",
    "AudDevErrorEvent",
    "VideoDevErrorEvent",
]


def digest() -> str:
    """SHA-256 over every file that shapes the wheel: these modules, patches, settings, extension."""
    total = hashlib.sha256()
    files = [
        CONFIG_SITE,
        *FOLDER.glob("pjsua2_build/*.py"),
        *PATCHES.glob("*.patch"),
        *(path for path in EXTENSION.iterdir() if path.is_file()),
    ]
    for path in sorted(files):
        if path.name not in ("stub.py", "stub_types.py"):
            total.update(f"{path.relative_to(FOLDER)}\0".encode())
            total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
