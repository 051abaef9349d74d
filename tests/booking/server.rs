//! The real binary as a process of its own, to be killed.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use tempfile::TempDir;

/// A running `glassbox serve`; it is killed when this is dropped.
pub(crate) struct Server {
    child: Child,
    /// What it says, as it says it.
    log: Arc<Mutex<Vec<String>>>,
    reader: Option<JoinHandle<()>>,
    /// Where it answers.
    pub(crate) origin: String,
}

impl Server {
    /// Starts one for the content folder, and the empty site, of [`folder`]. `store` says where
    /// bookings are kept, as an option and its value; it is the day `today`.
    pub(crate) fn start(folder: &Path, today: &str, options: &[(&str, &str)]) -> Server {
        // A file that may grow no further is an error to tell of then, not the end of the process.
        let mut command = Command::new("sh");
        command
            .args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\""])
            .arg(env!("CARGO_BIN_EXE_glassbox"))
            .args(["serve", "--listen", "127.0.0.1:0", "--log", "json"])
            .args(["--today", today, "--rate-limit", "off"])
            .arg("--content")
            .arg(folder.join("content"))
            .arg("--site")
            .arg(folder.join("site"))
            .args(options.iter().flat_map(|(name, value)| [*name, *value]))
            .env_remove("DATABASE_URL")
            .env_remove("SOURCE_DATE_EPOCH")
            .env("NO_COLOR", "1")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("glassbox runs");
        let mut lines = BufReader::new(child.stderr.take().expect("it is piped")).lines();
        let mut said = Vec::new();
        let origin = lines.by_ref().map_while(Result::ok).find_map(|line| {
            let origin = line
                .split_once("http://")
                .map(|(_, rest)| format!("http://{}", rest.trim_end_matches('/')));
            if origin.is_none() {
                said.push(line);
            }
            origin
        });
        let origin = origin.unwrap_or_else(|| panic!("it does not serve: {said:#?}"));
        let log = Arc::new(Mutex::new(said));
        let heard = log.clone();
        let reader = thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                heard.lock().expect("no panic").push(line);
            }
        });
        Server {
            child,
            log,
            reader: Some(reader),
            origin,
        }
    }

    /// Starts none, since it cannot: the exit code, and what it said. `around` is the command that
    /// runs it, if it is not run by itself.
    pub(crate) fn refused(
        folder: &Path,
        around: &[&str],
        options: &[&str],
    ) -> (Option<i32>, String) {
        let line = [around, &[env!("CARGO_BIN_EXE_glassbox")]].concat();
        let mut child = Command::new(line[0])
            .args(&line[1..])
            .args(["serve", "--listen", "127.0.0.1:0", "--site", "site"])
            .args(options)
            .current_dir(folder)
            .env_remove("DATABASE_URL")
            .env("NO_COLOR", "1")
            .stderr(Stdio::piped())
            .spawn()
            .expect("glassbox runs");
        let patience = Instant::now() + Duration::from_secs(60);
        let ended = loop {
            match child.try_wait().expect("a child") {
                None if Instant::now() < patience => thread::sleep(Duration::from_millis(20)),
                ended => break ended,
            }
        };
        let _ = child.kill();
        let output = child.wait_with_output().expect("it ends");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        (ended.and_then(|status| status.code()), said)
    }

    /// `kill -9`: ends when the process has.
    pub(crate) fn kill(mut self) {
        self.end();
    }

    /// Asks it to stop (`SIGTERM`), as whoever runs it does.
    pub(crate) fn terminate(&self) {
        self.signal("TERM");
    }

    /// Sends it a signal.
    pub(crate) fn signal(&self, name: &str) {
        let pid = self.child.id().to_string();
        let sent = Command::new("kill")
            .args([&format!("-{name}"), &pid])
            .status();
        assert!(sent.expect("kill runs").success());
    }

    /// Waits until it has said something.
    pub(crate) fn wait_for(&self, words: &str) {
        let patience = Instant::now() + Duration::from_secs(60);
        loop {
            let log = self.log.lock().expect("no panic").clone();
            if log.iter().any(|line| line.contains(words)) {
                return;
            }
            assert!(Instant::now() < patience, "no `{words}` in {log:#?}");
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Waits until it has stopped by itself: what it logged while it served.
    pub(crate) fn ended(mut self) -> Vec<String> {
        let ended = self.child.wait().expect("it ends");
        assert!(ended.success(), "it ends well");
        let reader = self.reader.take().expect("it ends once");
        reader.join().expect("no panic");
        self.log.lock().expect("no panic").clone()
    }

    /// How many bytes a file that it writes may have, from now on.
    #[cfg(target_os = "linux")]
    pub(crate) fn limit_files(&self, bytes: Option<u64>) {
        let bytes = bytes.map_or("unlimited".to_owned(), |bytes| bytes.to_string());
        let set = Command::new("prlimit")
            .args(["--pid", &self.child.id().to_string()])
            .arg(format!("--fsize={bytes}:unlimited"))
            .status()
            .expect("prlimit runs");
        assert!(set.success());
    }

    fn end(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.end();
    }
}

/// A folder with office hours of one host, and a site without pages.
pub(crate) fn folder(hours: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        fs::write(path, text).expect("a file");
    };
    write("site/index.html", "<!doctype html>");
    write("site/404.html", "<!doctype html>");
    write(
        "content/site.toml",
        "name = \"Portal\"\nurl = \"https://portal.example/\"\n",
    );
    write(
        "content/people/mitchell.toml",
        "name = \"Mitchell\"\nemail = \"mitchell@example.com\"\n",
    );
    for (name, text) in hours {
        write(&format!("content/office-hours/{name}.toml"), text);
    }
    folder
}
