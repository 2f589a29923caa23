//! Drives whose changes the system does not tell.

use std::path::{Path, PathBuf};

/// Where the system lists what is mounted (proc(5)); other systems than Linux have no such list.
const MOUNTS: &str = "/proc/self/mountinfo";

/// Kinds of file systems that others may change behind the system's back: over a network, or from outside of a virtual
/// machine (`9p` and `drvfs` are the drives of Windows in WSL).
const SILENT: &[&str] = &[
    "9p",
    "afs",
    "ceph",
    "cifs",
    "coda",
    "drvfs",
    "fakeowner",
    "fuse",
    "glusterfs",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
    "osxfs",
    "prl_fs",
    "smb3",
    "smbfs",
    "vboxsf",
    "virtiofs",
    "vmhgfs",
];

/// The kind of the drive that a folder is on, when it does not tell what changes.
pub(super) fn silent(folder: &Path) -> Option<String> {
    let kind = kind(folder, &std::fs::read_to_string(MOUNTS).ok()?)?;
    is_silent(&kind).then_some(kind)
}

/// `fuse.sshfs` is a kind of `fuse`; `fuseblk` is a disk of this machine.
fn is_silent(kind: &str) -> bool {
    SILENT.contains(&kind.split('.').next().unwrap_or(kind))
}

/// The kind of the file system that is mounted nearest above a folder; of several at one place, the last covers the others.
fn kind(folder: &Path, mounts: &str) -> Option<String> {
    let all = mounts.lines().filter_map(mount).filter(|(at, _)| folder.starts_with(at));
    all.max_by_key(|(at, _)| at.components().count()).map(|(_, kind)| kind.to_owned())
}

/// Where a line of the list mounts what: its fifth field, and the first after the lone hyphen.
fn mount(line: &str) -> Option<(PathBuf, &str)> {
    let (place, source) = line.split_once(" - ")?;
    let at = place.split(' ').nth(4)?;
    Some((unescape(at).into(), source.split(' ').next()?))
}

/// Blanks are written `\040`, backslashes `\134`.
fn unescape(text: &str) -> String {
    [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")]
        .iter()
        .fold(text.to_owned(), |text, (escaped, plain)| text.replace(escaped, plain))
}

#[cfg(test)]
mod tests {
    use super::{is_silent, kind};
    use std::path::Path;

    const MOUNTS: &str = "\
25 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 25 0:27 / /mnt/c rw,noatime - 9p drvfs rw,dirsync
31 25 0:28 / /home/ann/team\\040drive rw shared:3 master:1 - fuse.sshfs ann@depot:/ rw
32 31 0:29 / /home/ann/team\\040drive/cache rw - tmpfs tmpfs rw
33 25 0:30 / /media/stick rw - fuseblk /dev/sdb1 rw
34 25 0:31 / /srv rw - ext4 /dev/vdb rw
35 34 0:32 / /srv rw - nfs4 depot:/srv rw
";

    #[test]
    fn a_folder_on_a_drive_that_does_not_tell_is_known() {
        let cases = [
            ("/home/ann/site", "ext4", false),
            ("/mnt/c/Users/ann/site", "9p", true),
            ("/mnt/cards", "ext4", false),
            ("/home/ann/team drive/site", "fuse.sshfs", true),
            ("/home/ann/team drive/cache/site", "tmpfs", false),
            ("/media/stick", "fuseblk", false),
            ("/srv/site", "nfs4", true),
        ];
        for (folder, expected, silent) in cases {
            let kind = kind(Path::new(folder), MOUNTS).expect("something is mounted at `/`");
            assert_eq!((kind.as_str(), is_silent(&kind)), (expected, silent), "{folder}");
        }
        assert_eq!(kind(Path::new("/"), "no list"), None);
    }
}
