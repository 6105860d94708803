using System.CommandLine;
using Swictation.Plumbing.CommandLine;
using Swictation.Plumbing.Settings;
using Swictation.Replay.Options;

namespace Swictation.Replay.Verbs;

/// <summary>The command line of swictation-replay: a file per subcommand, and their common options.</summary>
internal sealed class ReplayCommandLine
{
    public ReplayCommandLine(GivenSettings settings, TimeProvider time)
    {
        var database = new DatabaseOption(settings, time);
        Root = new RootCommand("Lists, shows, exports and replays recorded sessions. --db, --metrics-socket and "
            + "--ipc-socket default to what the daemon is set to: by ${XDG_CONFIG_HOME:-~/.config}/swictation/config.json, "
            + "or by SWICTATION_DB and so on in the environment.")
        {
            new ListCommand(database, time),
            new ShowCommand(database, time),
            new SearchCommand(database, time),
            new LastCommand(database),
            new ExportCommand(database, time),
            new StatsCommand(database, time),
            new SqlCommand(database),
            new PlayCommand(database, settings, time),
            new FollowCommand(database, settings, time),
            new CorrectCommand(database, settings, time),
            new TitleCommand(database, settings, time),
            new TagCommand(database, settings, time),
            new NoteCommand(database, settings, time),
            new MarkCommand(database, settings, time),
            new RetryCommand(database, settings, time),
            new TranscribeCommand(database, settings, time),
            new ForgetCommand(database, settings, time),
            new RebuildCommand(database, settings, time),
            new BackupCommand(database, time),
            new RestoreCommand(database, time),
            new ImportCommand(database, time),
            new DuCommand(database, settings, time),
            new VerifyCommand(database, time),
        };
        Root.Options.Add(database);
        ShellCommands.AddTo(
            Root,
            "swictation-replay",
            "find, show and export what was dictated",
            seeAlso: "swictation-daemon",
            new OfferedWords(database, time).Sources);
    }

    public RootCommand Root { get; }
}
