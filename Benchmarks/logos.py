"""Made-up logos of realistic sizes, 1 to 10 KB, as SVG and as PNG."""

import math
import struct
import zlib


def svg(random, color):
    """A mark and a word, drawn as paths; how long they are differs from brand to brand."""
    width, height = random.randrange(90, 240), 40
    shapes = [
        f'  <circle cx="20" cy="20" r="{random.randrange(12, 18)}" fill="#{color}"/>',
        f'  <path fill="#{color}" fill-opacity=".55" d="{_path(random, 20, 20, 12, 8)}"/>',
    ]
    letters = random.randrange(4, 14)
    step = (width - 44) / letters
    strokes = random.randrange(8, 36)
    for letter in range(letters):
        path = _path(random, 44 + step * (letter + 0.5), 20, min(step, 18) / 2, strokes)
        shapes.append(f'  <path fill="#1d2129" d="{path}"/>')
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
    return "\n".join([head, *shapes, "</svg>", ""]).encode()


def png(random, color):
    """A picture for sharp screens in 64 shades of a colour; a part of its lines is grainy, as gradients are."""
    width, height = random.randrange(120, 480), random.randrange(80, 121)
    lines = _lines(random, width, height)
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    chunks = [
        _chunk(b"IHDR", header),
        _chunk(b"PLTE", _shades(color)),
        _chunk(b"IDAT", zlib.compress(b"".join(lines), 1)),
        _chunk(b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _lines(random, width, height):
    grainy = random.randrange(900, 7500) // width
    grain = bytes(byte & 63 for byte in random.randbytes(grainy * width))
    plain = [b"\0" + bytes([shade % 64]) * width for shade in range(height - grainy)]
    return plain + [b"\0" + grain[line * width : (line + 1) * width] for line in range(grainy)]


def _shades(color):
    channels = bytes.fromhex(color)
    return b"".join(bytes(255 - (255 - channel) * shade // 63 for channel in channels) for shade in range(64))


def _chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _path(random, x, y, radius, points):
    """A closed line around a point."""
    places = []
    for point in range(points):
        angle = math.tau * point / points
        distance = radius * (0.5 + random.random() / 2)
        places.append(f"{x + distance * math.cos(angle):.1f} {y + distance * math.sin(angle):.1f}")
    return "M" + "L".join(places) + "z"
