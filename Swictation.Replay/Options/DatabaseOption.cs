using System.CommandLine;
using Swictation.Domain.Errors;
using Swictation.Plumbing.CommandLine;
using Swictation.Plumbing.Settings;
using Swictation.Plumbing.Text;
using Swictation.Replay.Sessions;
using Swictation.Storage;
using Swictation.Storage.Copies;
using Swictation.Storage.Queries;

namespace Swictation.Replay.Options;

/// <summary><c>--db</c>, which every subcommand takes, so that one prefix serves a script for all of them.</summary>
internal sealed class DatabaseOption : Option<string>
{
    private readonly GivenSettings _settings;
    private readonly TimeProvider _time;

    public DatabaseOption(GivenSettings settings, TimeProvider time)
        : base("--db")
    {
        _settings = settings;
        _time = time;
        Recursive = true;
        HelpName = "PATH";
        Description = "Event log [default: swictation/metrics.db in $XDG_DATA_HOME, or in ~/.local/share]";
        this.RefuseEmpty();
    }

    /// <summary>The database that is meant, by the name that it has behind all links.</summary>
    /// <exception cref="ConfigurationException">Where the log is was set wrongly.</exception>
    /// <exception cref="DatabaseOpenException">It is no name of a file.</exception>
    public string Find(ParseResult parsed) =>
        SqliteEventLog.Resolve(PathOf(parsed));

    /// <summary>Opens the log that is meant, for reading only; a copy where an earlier version has made it.</summary>
    /// <exception cref="ConfigurationException">Where the log is was set wrongly.</exception>
    /// <exception cref="DatabaseOpenException">There is no event log of this version or an earlier one.</exception>
    public SessionArchive Open(ParseResult parsed) => SessionArchive.Open(PathOf(parsed), _time, warning => Warn(warning, parsed));

    /// <summary>The same without a word, and without a copy: for who would not wait for that.</summary>
    /// <inheritdoc cref="Open"/>
    public SessionArchive OpenItself(ParseResult parsed) => SessionArchive.OpenItself(PathOf(parsed), _time, _ => { });

    /// <summary>As <see cref="Open"/>, for questions in SQL.</summary>
    /// <returns>The log, and the copy in which it is read, to be disposed behind it; null where it is none.</returns>
    public (ReadOnlySql Sql, MigratedCopy? Copy) OpenSql(ParseResult parsed) =>
        ReadableLog.Open(Find(parsed), _time, warning => Warn(warning, parsed), ReadOnlySql.Open);

    private string PathOf(ParseResult parsed) => _settings.With(SettingName.Db, parsed.GetValue(this)).DatabasePath;

    private static void Warn(string warning, ParseResult parsed) =>
        parsed.InvocationConfiguration.Error.WriteLine($"swictation-replay: {warning}");

    /// <summary>A command for people to run on the log that is meant here, as a shell takes it.</summary>
    public string InCommand(ParseResult parsed, string command) =>
        parsed.GetValue(this) is { } path ? $"{command} --db {ShellWord.Of(path)}" : command;
}
