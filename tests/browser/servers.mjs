// nginx and HAProxy with the configurations of the documentation, which differ here only in
// ports, folders and the certificate.

import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { CONTENT } from "./server.mjs";

// Each program, folder and browser goes with the process.
process.setMaxListeners(0);

const example = (name) => readFileSync(join(CONTENT, "about/deploy", name), "utf8");

// Each `[from, to]` must be there: a test of something else would prove nothing.
function changed(text, changes) {
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the example no longer says ${from}`);
    return text.replaceAll(from, to);
  }, text);
}

export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

function folder() {
  const folder = mkdtempSync(join(tmpdir(), "glassbox-server-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

// Runs a program until `stop()`; it is ready when something listens at the port.
async function running(program, args, port) {
  const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => said.push(data));
  const ended = once(child, "exit");
  process.once("exit", () => child.kill());
  for (;;) {
    try {
      await fetch(`http://127.0.0.1:${port}/glassbox.json`, { redirect: "manual" });
      break;
    } catch {
      if (child.exitCode !== null) throw new Error(`${program} ended:\n${said.join("")}`);
      await new Promise((later) => setTimeout(later, 50));
    }
  }
  const stop = async () => {
    child.kill();
    await ended;
  };
  return { port, stop, said };
}

// nginx with the site in `site`, at the top of its host or, when `base` is longer than `/`, below
// it; the folder is then named as the path is.
export async function nginx(site, base = "/") {
  const own = folder();
  const port = await freePort();
  const root = base === "/" ? site : site.slice(0, -base.length + 1);
  const server = changed(example("nginx.conf"), [
    ["listen 80;", `listen 127.0.0.1:${port};`],
    ["root /srv/portal;", `root ${root};`],
    ["/srv/portal/_redirects.nginx", join(site, "_redirects.nginx")],
    ["error_page 404 /404.html", `error_page 404 ${base}404.html`],
    [":/assets/", `:${base}assets/`],
  ]);
  mkdirSync(join(own, "tmp"));
  writeFileSync(join(own, "portal.conf"), server);
  const paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `${name}_temp_path ${join(own, "tmp", name)};`)
    .join("\n");
  writeFileSync(
    join(own, "nginx.conf"),
    `load_module /usr/lib/nginx/modules/ngx_http_brotli_static_module.so;
${process.getuid() === 0 ? "user root;" : ""}
worker_processes 1;
daemon off;
pid ${join(own, "pid")};
error_log stderr;
events {}
http {
include /etc/nginx/mime.types;
default_type application/octet-stream;
access_log off;
${paths}
include ${join(own, "portal.conf")};
}
`,
  );
  return running("nginx", ["-p", own, "-c", join(own, "nginx.conf"), "-e", "stderr"], port);
}

// HAProxy before servers at `ports`: `plain` and `tls` are where it listens.
export async function haproxy(site, ports) {
  const own = folder();
  const [plain, tls] = [await freePort(), await freePort()];
  const [key, certificate] = [join(own, "key.pem"), join(own, "certificate.pem")];
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1"];
  const files = ["-keyout", key, "-out", certificate];
  execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", ...subject, ...files], {
    stdio: "ignore",
  });
  writeFileSync(join(own, "portal.pem"), readFileSync(certificate) + readFileSync(key));
  const config = changed(example("haproxy.cfg"), [
    ["bind :80\n", `bind 127.0.0.1:${plain}\n`],
    ["bind :443 ", `bind 127.0.0.1:${tls} `],
    ["/etc/haproxy/certs/portal.pem", join(own, "portal.pem")],
    ["/srv/portal/_redirects.haproxy", join(site, "_redirects.haproxy")],
    ["10.0.0.11:80", `127.0.0.1:${ports[0]}`],
    ["10.0.0.12:80", `127.0.0.1:${ports[1]}`],
    ["inter 2s", "inter 200ms"],
  ]);
  writeFileSync(join(own, "haproxy.cfg"), config);
  execFileSync("haproxy", ["-c", "-q", "-f", join(own, "haproxy.cfg")]);
  const server = await running("haproxy", ["-db", "-f", join(own, "haproxy.cfg")], plain);
  return { ...server, plain, tls };
}
