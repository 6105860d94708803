namespace Swictation.Plumbing.CommandLine;

/// <summary>
/// Scripts that have a shell ask a program what can stand on its command line. They know nothing of its commands, and so stay
/// what they are when those change.
/// </summary>
internal static class CompletionScript
{
    // bash parts words at = and : too, and replaces what stands behind the last of them alone.
    private const string Bash =
        """
        # Completion of @PROGRAM@ for bash: the program itself says what can stand where.
        @FUNCTION@() {
            local line=${COMP_LINE:0:COMP_POINT} words=() rest word value what last begun='' i
            for ((i = 0; i <= COMP_CWORD; i++)); do
                rest=${line#"${line%%[![:blank:]]*}"} word=${COMP_WORDS[i]}
                ((i < COMP_CWORD)) || word=$rest
                if ((i > 1)) && [ -n "$word" ] && [ "$rest" = "$line" ]; then words[-1]+=$word; else words+=("$word"); fi
                line=${rest#"$word"}
            done
            for i in "${!words[@]}"; do word=${words[i]#[\"\']} words[i]=${word//\\/}; done
            last=${words[-1]}
            [[ $COMP_WORDBREAKS != *[=:]* || $last != *[=:]* ]] || begun=${last%"${last##*[=:]}"}
            COMPREPLY=()
            while IFS=$'\t' read -r value what; do
                case $value in
                    :files) compopt -o filenames; mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "${last##*=}") ;;
                    :directories) compopt -o filenames; mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -d -- "${last##*=}") ;;
                    *) printf -v value %q "${value#"$begun"}"; COMPREPLY+=("$value") ;;
                esac
            done < <(@PROGRAM@ complete -- "${words[@]:1}" 2>/dev/null)
        }
        complete -o nosort -F @FUNCTION@ @PROGRAM@

        """;

    private const string Zsh =
        """
        #compdef @PROGRAM@
        # Completion of @PROGRAM@ for zsh: the program itself says what can stand where.
        @FUNCTION@() {
            local line value what
            local -a before found
            before=("${(@Q)words[2,CURRENT-1]}")
            ((CURRENT > 2)) || before=()
            for line in "${(@f)$(@PROGRAM@ complete -- "${before[@]}" "${(Q)PREFIX}" 2>/dev/null)}"; do
                value=${line%%$'\t'*} what=''
                [[ $line != *$'\t'* ]] || what=:${line#*$'\t'}
                case $value in
                    '') ;;
                    :files) compset -P '*=' || true; _files ;;
                    :directories) compset -P '*=' || true; _files -/ ;;
                    *) found+=("${value//:/\\:}$what") ;;
                esac
            done
            ((! $#found)) || _describe -V value found
        }
        if [[ ${funcstack[1]} == @FUNCTION@ ]]; then @FUNCTION@ "$@"; else compdef @FUNCTION@ @PROGRAM@; fi

        """;

    private const string Fish =
        """
        # Completion of @PROGRAM@ for fish: the program itself says what can stand where.
        function @FUNCTION@
            set -l words (commandline -opc)
            set -l last (string unescape -- (commandline -ct))
            set -e words[1]
            for line in (@PROGRAM@ complete -- $words "$last" 2>/dev/null)
                switch $line
                    case ':files'
                        __fish_complete_path (string replace -r '^--[^=]*=' '' -- "$last")
                    case ':directories'
                        __fish_complete_directories (string replace -r '^--[^=]*=' '' -- "$last")
                    case '*'
                        printf '%s\n' $line
                end
            end
        end
        complete -c @PROGRAM@ -f -k -a '(@FUNCTION@)'

        """;

    public static readonly IReadOnlyList<string> Shells = ["bash", "zsh", "fish"];

    /// <param name="shell">One of <see cref="Shells"/>.</param>
    public static string For(string shell, string program)
    {
        var script = shell switch { "bash" => Bash, "zsh" => Zsh, _ => Fish };
        return script
            .Replace("@FUNCTION@", $"_{program.Replace('-', '_')}", StringComparison.Ordinal)
            .Replace("@PROGRAM@", program, StringComparison.Ordinal);
    }
}
