# shellcheck shell=bash disable=SC2034 # the names are for who sources this
# Sourced by scripts/install and scripts/uninstall: where things are, and the user's systemd.

program=${0##*/}
say() { echo "$*"; }
fail() { echo "$program: $*" >&2; exit 1; }

units=(swictation-daemon.service swictation-metrics.socket swictation-ipc.socket)
# Put there and not enabled: whether words are typed, and keys heard, is for the user to say.
offered_units=(swictation-type.service swictation-keys.service)
executables=(swictation-daemon swictation-replay)

take_prefix() { # PREFIX: sets the places below it
    case $1 in /*) prefix=$1 ;; *) prefix=$PWD/$1 ;; esac
    prefix=${prefix%/}
    folder=$prefix/lib/swictation
    bin=$prefix/bin
    share=$prefix/share
    # What the installation has made, one path a line; the directories that it had to make stand behind a /.
    record=$folder/.installed
}

[ -n "${HOME:-}" ] || fail "HOME is not set: there is no place to install to; set it"
take_prefix "$HOME/.local"
unit_directory=${XDG_CONFIG_HOME:-$HOME/.config}/systemd/user

has_manager() { # the user's systemd runs and can be asked
    command -v systemctl >/dev/null && systemctl --user show --property=Version >/dev/null 2>&1
}

is_ours() { # LINK: a link into the folder
    [ -L "$1" ] && case $(readlink "$1") in "$folder"/*) true ;; *) false ;; esac
}

is_our_page() { # FILE: a completion or a manual page that our executables have printed, or the desktop file
    [ -f "$1" ] && [ ! -L "$1" ] && head -n 2 "$1" | grep -q -e '^# Completion of swictation-' -e '^\.TH "SWICTATION' || is_our_entry "$1"
}

is_our_entry() { # FILE: the desktop file, by which portals know the program
    [ -f "$1" ] && [ ! -L "$1" ] && grep -q '^Comment=Swictation, ' "$1"
}

is_our_unit() { # FILE: one that this script, or an earlier version of its instructions, has put there
    [ -f "$1" ] && [ ! -L "$1" ] && grep -q '^Description=Swictation, ' "$1"
}
