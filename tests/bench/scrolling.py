"""The list of all techniques on a slow phone: does it scroll without a jerk?

Scrolling has a thread of its own, so a long task of the page leaves a place empty for
a moment rather than stopping the movement. Both are reported: tasks over 50 ms, and frames.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from tests.bench.chromium import Chromium
from tests.bench.player import PHONE, SLOWER, server

SPEED = 1600  # pixels of CSS in a second: somebody who looks for a picture
WATCHING = """(() => {
  window.watch = { tasks: [], frames: [], last: 0 };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) watch.tasks.push(duration);
  }).observe({ type: "longtask" });
  const frame = (now) => {
    if (watch.last) watch.frames.push(now - watch.last);
    watch.last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
})()"""


def table(write: Callable[[str], object]) -> None:
    """Print how the list scrolls from its first card to its last."""
    with server() as (base, _stop), Chromium() as browser:
        tab = browser.open()
        tab.ask("Emulation.setDeviceMetricsOverride", **PHONE)
        tab.ask("Page.navigate", url=f"{base}/techniques/")
        tab.ask("Emulation.setTouchEmulationEnabled", enabled=True)
        time.sleep(3)
        tab.slow_down(SLOWER)
        tab.run(WATCHING)
        length = tab.run("document.documentElement.scrollHeight - innerHeight")
        tab.ask(
            "Input.synthesizeScrollGesture",
            x=PHONE["width"] / 2,
            y=PHONE["height"] / 2,
            yDistance=-length,
            speed=SPEED,
            gestureSourceType="mouse",
            preventFling=True,
        )
        tasks, frames = tab.run("watch.tasks"), sorted(tab.run("watch.frames"))
        if tab.run("scrollY") < 0.95 * length:
            raise RuntimeError(f"it stopped at {tab.run('scrollY')} of {length}")
        cards = tab.run("document.querySelectorAll('.cards > .card').length")
    write(f"\nscrolling past {cards} techniques at {SLOWER}×        \n")
    write(f"  frames, median ms                {statistics.median(frames):>6.1f}\n")
    write(f"  frames, 95th percentile ms       {frames[int(0.95 * len(frames))]:>6.1f}\n")
    write(f"  tasks over 50 ms                 {len(tasks):>6}\n")
    write(f"  the longest ms                   {max(tasks, default=0):>6.1f}\n")
