using System.Threading.Channels;
using Swictation.Plumbing.Processes;

namespace Swictation.Daemon.Typing.Notices;

/// <summary>
/// Tells the user: in a line on standard error and, where that kind is wanted, with notify-send (org.freedesktop.Notifications).
/// Nobody waits for it; of more than fit, the oldest are left out. Never holds what was said.
/// </summary>
internal sealed class NoticeBoard : IAsyncDisposable
{
    private const string Program = "notify-send";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly Channel<(NoticeKind Kind, string Text)> _waiting = Channel.CreateBounded<(NoticeKind Kind, string Text)>(
        new BoundedChannelOptions(16) { FullMode = BoundedChannelFullMode.DropOldest });

    private readonly IReadOnlySet<NoticeKind> _wanted;
    private readonly Task _telling;

    public NoticeBoard(IReadOnlySet<NoticeKind> wanted)
    {
        _wanted = ProgramRun.IsThere(Program) ? wanted : new HashSet<NoticeKind>();
        _telling = TellAllAsync();
    }

    /// <param name="text">A sentence, without what was said.</param>
    public void Tell(NoticeKind kind, string text)
    {
        Console.Error.WriteLine($"swictation-daemon: type: {text}");
        if (_wanted.Contains(kind)) _waiting.Writer.TryWrite((kind, text));
    }

    /// <summary>Waits until all are told.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.Complete();
        await _telling.ConfigureAwait(false);
    }

    private async Task TellAllAsync()
    {
        await foreach (var (kind, text) in _waiting.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            var urgency = kind is NoticeKind.Started or NoticeKind.Stopped ? "low" : "normal";
            await ProgramRun
                .RunAsync(Program, ["-a", "Swictation", "-u", urgency, "--", "Swictation", text], Patience, CancellationToken.None)
                .ConfigureAwait(false);
        }
    }
}
