# shellcheck shell=sh
# Sourced by the other scripts, and by a shell that wants what they use: finds the .NET 10 SDK on PATH, or else where
# scripts/setup installs it, which it puts on PATH. DOTNET_ROOT tells the programs that are built where their runtime is.

swictation_has_sdk() { # DOTNET: it is an SDK that global.json accepts
    "$1" --list-sdks 2>/dev/null | grep -E '^10\.0\.[0-9]+ ' >/dev/null
}

swictation_find_sdk() { # exit code 1 where there is none
    if ! swictation_has_sdk dotnet; then
        swictation_sdk=${DOTNET_INSTALL_DIR:-${HOME:-}/.dotnet}
        swictation_has_sdk "$swictation_sdk/dotnet" || return 1
        export PATH="$swictation_sdk:$PATH" DOTNET_ROOT="$swictation_sdk"
    elif [ -z "${DOTNET_ROOT:-}" ]; then
        swictation_sdk=$(dirname "$(readlink -f "$(command -v dotnet)")")
        if [ -d "$swictation_sdk/host/fxr" ]; then export DOTNET_ROOT="$swictation_sdk"; fi
    fi
}

swictation_end_servers() { # of the compiler, which would stay for ten minutes
    [ "${UseSharedCompilation:-}" = false ] || dotnet build-server shutdown --vbcscompiler >/dev/null 2>&1 || true
}

swictation_find_sdk
