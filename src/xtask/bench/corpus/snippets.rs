//! Code as it stands in documentation; `NAME` and `OTHER` are replaced by words.

/// Language and code.
pub(super) const SNIPPETS: [(&str, &str); 12] = [
    (
        "rust",
        r#"
use std::collections::BTreeMap;

/// Counts every NAME by its OTHER.
pub fn count(lines: &[String]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for line in lines {
        if let Some((key, _)) = line.split_once("NAME") {
            *counts.entry(key.trim()).or_insert(0) += 1;
        }
    }
    counts
}
"#,
    ),
    (
        "python",
        r#"
import json
from pathlib import Path

def load(path: Path, *, NAME: int = 3) -> dict[str, int]:
    """Reads the OTHER and keeps what is above the limit."""
    with path.open() as file:
        data = json.load(file)
    return {key: value for key, value in data.items() if value > NAME}

if __name__ == "__main__":
    print(load(Path("OTHER.json")))
"#,
    ),
    (
        "bash",
        r#"
#!/usr/bin/env bash
set -euo pipefail

for host in $(cat hosts.txt); do
  if ! ssh "$host" systemctl is-active --quiet NAME; then
    echo "$host: NAME is down" >&2
    ssh "$host" sudo systemctl restart NAME
  fi
done | tee "OTHER-$(date +%F).log"
"#,
    ),
    (
        "yaml",
        r#"
apiVersion: apps/v1
kind: Deployment
metadata:
  name: NAME
  labels: { app: NAME, tier: OTHER }
spec:
  replicas: 3
  template:
    spec:
      containers:
        - name: OTHER
          image: "registry.example/NAME:1.4"
          ports: [{ containerPort: 8080 }]
"#,
    ),
    (
        "nginx",
        r#"
upstream NAME {
    server 10.0.0.11:8080 max_fails=2;
    server 10.0.0.12:8080 backup;
}

server {
    listen 443 ssl;
    server_name OTHER.example;
    location / {
        proxy_pass http://NAME;
        proxy_set_header X-Request-Id $request_id;
    }
}
"#,
    ),
    (
        "ruby",
        r#"
package 'NAME' do
  action :install
end

template '/etc/NAME/OTHER.conf' do
  source 'OTHER.conf.erb'
  mode '0644'
  variables(workers: node['cpu']['total'] * 2)
  notifies :reload, 'service[NAME]', :delayed
end
"#,
    ),
    (
        "json",
        r#"
{
  "name": "NAME",
  "limits": { "OTHER": 512, "retries": 3, "strict": true },
  "hosts": ["10.0.0.11", "10.0.0.12"],
  "notes": null
}
"#,
    ),
    (
        "toml",
        r#"
[NAME]
listen = "127.0.0.1:8080"
timeout = 2.5
tags = ["OTHER", "edge"]

[NAME.limits]
connections = 1024
since = 2026-11-26
"#,
    ),
    (
        "go",
        r#"
package main

import (
	"fmt"
	"net/http"
)

func main() {
	http.HandleFunc("/NAME", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "OTHER %s\n", r.URL.Path)
	})
	if err := http.ListenAndServe(":8080", nil); err != nil {
		panic(err)
	}
}
"#,
    ),
    (
        "javascript",
        r#"
import { readFile } from "node:fs/promises";

export async function NAMES(path) {
  const lines = (await readFile(path, "utf8")).split("\n");
  return lines
    .filter((line) => !line.startsWith("; "))
    .map((line, at) => ({ at, OTHER: line.trim() }));
}
"#,
    ),
    (
        "sql",
        r#"
SELECT NAME.id, count(*) AS waits, max(started_at) AS last
FROM NAME
LEFT JOIN OTHER ON OTHER.parent_id = NAME.id
WHERE NAME.state = 'waiting' AND started_at > now() - interval '5 minutes'
GROUP BY NAME.id
ORDER BY waits DESC
LIMIT 20;
"#,
    ),
    (
        "",
        r#"
client ── TLS ──► NAME ──► OTHER
                    │
                    └──► log, 1 line a request
"#,
    ),
];
