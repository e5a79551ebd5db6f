"""Where pictures come from: a camera, a video file, a folder, an address in the network.

To add a source: write a class with the words of `Source`, raise only `scanners.errors`, and
add a case to the contract test of sources.
"""

from scanners.sources.device import CameraDevice
from scanners.sources.pictures import PictureFolder
from scanners.sources.source import Source, frames
from scanners.sources.stream import NetworkStream
from scanners.sources.video import VideoFile

__all__ = ["CameraDevice", "NetworkStream", "PictureFolder", "Source", "VideoFile", "frames"]
