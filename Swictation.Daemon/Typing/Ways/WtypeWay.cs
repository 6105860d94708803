using Swictation.Daemon.Typing.Windows;
using Swictation.Domain.Events;
using Swictation.Plumbing.Processes;

namespace Swictation.Daemon.Typing.Ways;

/// <summary>The program wtype. It waits for some milliseconds with each character.</summary>
/// <param name="obstacle">Why there is no virtual keyboard here, which it needs; null if there is one.</param>
internal sealed class WtypeWay(string? obstacle) : IWay
{
    private const string Program = "wtype";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PerCharacter = TimeSpan.FromMilliseconds(50);

    public DeliveryWay Name => DeliveryWay.Wtype;

    public string? Obstacle { get; } = obstacle ?? (ProgramRun.IsThere(Program) ? null : "wtype is not installed");

    public async Task<WayFault?> TypeAsync(string text, Window? window, CancellationToken cancellationToken)
    {
        var done = await ProgramRun
            .RunAsync(Program, ["--", text], Patience + (PerCharacter * text.Length), cancellationToken)
            .ConfigureAwait(false);
        return done.IsSuccess ? null : new(done.Explain(Program));
    }
}
