using System.CommandLine;
using Swictation.Domain.Errors;
using Swictation.Domain.Settings;
using Swictation.Replay.Sessions;

namespace Swictation.Replay.Options;

/// <summary><c>--db</c>, which every subcommand has.</summary>
internal sealed class DatabaseOption : Option<string>
{
    private readonly StandardPaths _paths;
    private readonly TimeProvider _time;

    public DatabaseOption(StandardPaths paths, TimeProvider time)
        : base("--db")
    {
        _paths = paths;
        _time = time;
        HelpName = "PATH";
        Description = "Event log [default: $XDG_DATA_HOME/swictation/metrics.db]";
        Recursive = true;
        this.RefuseEmpty();
    }

    /// <summary>Opens the log that is meant, for reading only.</summary>
    /// <exception cref="ConfigurationException">The configuration file cannot be read.</exception>
    /// <exception cref="DatabaseOpenException">There is no event log of this version.</exception>
    public SessionArchive Open(ParseResult parsed) =>
        SessionArchive.Open(Settings.Read(_paths, Settings.Db, parsed.GetValue(this)) ?? _paths.Database, _time);

    /// <summary>A command for people to run on the log that is meant here, as a shell takes it.</summary>
    public string InCommand(ParseResult parsed, string command) =>
        parsed.GetValue(this) is not { } path ? command
            : path.Any(letter => !char.IsAsciiLetterOrDigit(letter) && !"/._-".Contains(letter))
                ? $"{command} --db '{path.Replace("'", @"'\''", StringComparison.Ordinal)}'"
                : $"{command} --db {path}";
}
