using System.CommandLine;
using Swictation.Daemon.Cli.Output;
using Swictation.Domain.Errors;
using Swictation.Sockets.Commands;
using Swictation.Sockets.Listening;

namespace Swictation.Daemon.Cli.Verbs;

/// <summary>A subcommand that sends an action to the running daemon and prints the reply.</summary>
internal class ActionCommand : Command
{
    // A toggle waits for a commit; a disk that takes longer than this has failed.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly SettingOptions _settings;
    private readonly Option<bool> _json = new("--json") { Description = "Print the daemon's reply as it is" };

    public ActionCommand(string name, string description, SettingOptions settings)
        : base(name, description)
    {
        _settings = settings;
        Options.Add(settings.IpcSocket);
        Options.Add(_json);
        SetAction(RunAsync);
    }

    /// <summary>True if an installed service that was stopped is started first.</summary>
    public bool WakesService { get; init; }

    /// <summary>The request that is sent.</summary>
    public virtual CommandRequest Request(ParseResult parsed) => new(Name, RequestId: null);

    /// <returns>The exit code: 0 if the daemon did it, else 1.</returns>
    /// <exception cref="DaemonUnreachableException">No daemon answers.</exception>
    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var given = _settings.Given(parsed);
        if (WakesService) await StoppedService.WakeAsync(given, cancellationToken).ConfigureAwait(false);
        var reply = await CommandClient.SendAsync(
            SocketPlace.Of(given.IpcSocket).Find(), Request(parsed), Timeout, cancellationToken).ConfigureAwait(false);
        if (parsed.GetValue(_json))
        {
            await using var output = Console.OpenStandardOutput();
            await output.WriteAsync(CommandReplyLine.Write(reply), cancellationToken).ConfigureAwait(false);
        }
        else if (reply.IsSuccess)
        {
            Console.Out.WriteLine(ReplyText.Describe(reply));
        }
        else
        {
            Console.Error.WriteLine($"swictation-daemon: {ReplyText.Explain(reply)}");
        }

        return reply.IsSuccess ? 0 : 1;
    }
}
