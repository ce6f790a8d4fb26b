"""A page in headless Chromium: what it became, what it asked the network for, what it said to the console."""

import html
import json
import re
import shutil
import socketserver
import subprocess
import threading
from dataclasses import dataclass

import pytest
from reporting.node_tools import TOOLS

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_chromium = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium here"),
]
# Chromium's own errands, whatever the page
_OWN = ("google.com", "googleapis.com", "gvt1.com", "gstatic.com", "google-analytics.com")


@dataclass
class Visit:
    dom: str
    requests: list
    console: list


def visit(path, tmp_path, *, width=1280, scheme="light", patience=2000):
    """Open a file in Chromium behind a proxy that answers nothing and writes down who was asked for."""
    with _Recorder() as recorder:
        command = [
            CHROMIUM,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--no-first-run",
            "--enable-logging=stderr",
            f"--user-data-dir={tmp_path / 'profile'}",
            f"--proxy-server=http://127.0.0.1:{recorder.port}",
            "--proxy-bypass-list=<-loopback>",
            f"--window-size={width},1000",
            f"--blink-settings=preferredColorScheme={('dark', 'light').index(scheme)}",
            f"--virtual-time-budget={patience}",
            "--dump-dom",
            path.as_uri(),
        ]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60, check=True)
    console = [line for line in done.stderr.splitlines() if "CONSOLE" in line]
    requests = [line for line in recorder.lines if not any(host in line for host in _OWN)]
    return Visit(done.stdout, requests, console)


def audit(path, tmp_path, *, scheme):
    """Let axe-core judge a page: its violations, each as "rule: first element"."""
    axe = (TOOLS / "axe-core/axe.min.js").read_text("utf-8")
    page = re.sub(r"<meta http-equiv[^>]*>", "", path.read_text("utf-8"))  # it forbids scripts; axe is one
    judged = tmp_path / "judged.html"
    judged.write_text(page.replace("</body>", f"<script>{axe}</script><script>{_RUN}</script></body>"), "utf-8")
    dom = visit(judged, tmp_path, scheme=scheme, patience=30_000).dom
    return json.loads(html.unescape(re.search(r'<pre id="axe">(.*?)</pre>', dom, re.DOTALL)[1]))


_RUN = """
axe.run(document, {resultTypes: ["violations"]}).then(result => {
  const shown = document.createElement("pre");
  shown.id = "axe";
  shown.textContent = JSON.stringify(result.violations.map(v => `${v.id}: ${v.nodes[0].html.slice(0, 200)}`));
  document.body.replaceChildren(shown);
});
"""


class _Recorder:
    """A proxy that refuses everything and keeps the first line of each request."""

    def __enter__(self):
        lines = self.lines = []

        class Handler(socketserver.StreamRequestHandler):
            def handle(self):
                lines.append(self.rfile.readline().decode("latin-1").strip())
                self.wfile.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05})
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()
