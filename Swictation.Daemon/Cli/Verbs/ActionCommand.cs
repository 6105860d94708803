using System.CommandLine;
using Swictation.Daemon.Cli.Output;
using Swictation.Domain.Errors;
using Swictation.Plumbing.Text;
using Swictation.Sockets.Commands;
using Swictation.Sockets.Listening;

namespace Swictation.Daemon.Cli.Verbs;

/// <summary>A subcommand that sends an action to the running daemon and prints the reply.</summary>
internal class ActionCommand : Command
{
    // A toggle waits for a commit; a disk that takes longer than this has failed.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly SettingOptions _settings;

    public ActionCommand(string name, string description, SettingOptions settings)
        : base(name, description)
    {
        _settings = settings;
        Options.Add(settings.IpcSocket);
        Options.Add(Json);
        SetAction((parsed, cancellationToken) => RunAsync(parsed, cancellationToken));
    }

    /// <summary>Whether the reply is wanted as it is.</summary>
    protected Option<bool> Json { get; } = new("--json") { Description = "Print the daemon's reply as it is" };

    /// <summary>True if an installed service that was stopped is started first.</summary>
    public bool WakesService { get; init; }

    /// <summary>The request that is sent.</summary>
    public virtual CommandRequest Request(ParseResult parsed) => new(Name, RequestId: null);

    /// <returns>The exit code: 0 if the daemon did it, else 1.</returns>
    /// <exception cref="DaemonUnreachableException">No daemon answers.</exception>
    protected virtual async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var reply = await AskAsync(parsed, cancellationToken).ConfigureAwait(false);
        if (parsed.GetValue(Json))
        {
            await using var output = PlainConsole.OpenOutput();
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

    /// <summary>Sends the request to the daemon that the command line names, and waits for the reply.</summary>
    /// <inheritdoc cref="RunAsync" path="/exception"/>
    protected async Task<CommandReply> AskAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var given = _settings.Given(parsed);
        if (WakesService) await StoppedService.WakeAsync(given, cancellationToken).ConfigureAwait(false);
        return await CommandClient.SendAsync(
            SocketPlace.Of(given.IpcSocket).Find(), Request(parsed), Timeout, cancellationToken).ConfigureAwait(false);
    }
}
