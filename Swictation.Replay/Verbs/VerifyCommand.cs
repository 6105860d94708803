using System.CommandLine;
using Swictation.Plumbing.CommandLine;
using Swictation.Plumbing.Text;
using Swictation.Replay.Grammar;
using Swictation.Replay.Options;
using Swictation.Replay.Output;
using Swictation.Storage.Verification;

namespace Swictation.Replay.Verbs;

/// <summary><c>verify</c>: shows that a log is what was written, in order (promise P12). Changes nothing.</summary>
internal sealed class VerifyCommand : Command
{
    private const int Differs = 1;

    private readonly DatabaseOption _database;
    private readonly TimeProvider _time;

    private readonly Option<NotedHead?> _since = new Option<NotedHead?>("--since")
    {
        HelpName = "SEQ|HASH",
        Description = "Look only at what is behind this position; or: the log must have had this hash, "
            + "which an earlier verify has printed (SEQ:HASH says where)",
    }.ParsedBy(NotedHead.Forms, NotedHead.Parse);

    private readonly Option<bool> _deep = new("--deep")
    {
        Description = "Also compare the tables for SQL with the events, and the audio with the log",
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print a JSON object" };

    public VerifyCommand(DatabaseOption database, TimeProvider time)
        : base("verify", "Show that the log is what was written, in order (exit code 1 if it is not)")
    {
        _database = database;
        _time = time;
        foreach (var option in new Option[] { _since, _deep, _json }) Options.Add(option);
        SetAction((parsed, cancellationToken) => Task.FromResult(Run(parsed, cancellationToken)));
    }

    private int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        var since = parsed.GetValue(_since);
        var order = new VerificationOrder(since?.Position, since?.Hash, parsed.GetValue(_deep));
        var verified = LogVerification.Run(_database.Find(parsed), order, _time, cancellationToken);
        var output = parsed.InvocationConfiguration.Output;
        if (parsed.GetValue(_json)) output.WriteLine(ReplayJson.Line(VerifiedJson.Of(verified)));
        else VerifiedText.Write(verified, output);
        if (verified.IsWhole) return 0;

        parsed.InvocationConfiguration.Error.WriteLine(
            $"swictation-replay: the log is not what was written: {Counted.Of(verified.ProblemCount, "problem")}");
        return Differs;
    }
}
