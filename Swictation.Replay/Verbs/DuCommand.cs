using System.CommandLine;
using Swictation.Domain.Errors;
using Swictation.Plumbing.Settings;
using Swictation.Replay.Options;
using Swictation.Replay.Output;
using Swictation.Storage.Usage;

namespace Swictation.Replay.Verbs;

/// <summary><c>du</c>: what the log takes on the disk, with its audio and all that was set aside.</summary>
internal sealed class DuCommand : Command
{
    private readonly DatabaseOption _database;
    private readonly GivenSettings _settings;
    private readonly TimeProvider _time;
    private readonly Option<bool> _json = new("--json") { Description = "Print a JSON object; all figures are bytes" };

    public DuCommand(DatabaseOption database, GivenSettings settings, TimeProvider time)
        : base("du", "Show what the log and its audio take on the disk")
    {
        _database = database;
        _settings = settings;
        _time = time;
        Options.Add(_json);
        SetAction(Run);
    }

    private void Run(ParseResult parsed)
    {
        var usage = Read(_database.Find(parsed));
        using var output = LargeOutput.Open();
        if (parsed.GetValue(_json)) ReplayJson.Write(UsageJson.Of(usage), output);
        else UsageText.Write(usage, ScreenStyle.OfOutput(), output);
    }

    private LogUsage Read(string path)
    {
        try
        {
            return new UsageReader(path, _settings.RuntimeDirectory, _time.LocalTimeZone).Read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseOpenException(path, $"what is beside it cannot be measured: {e.Message}", e);
        }
    }
}
