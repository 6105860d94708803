using Swictation.Daemon.Typing.Windows;
using Swictation.Domain.Events;
using Swictation.Plumbing.Processes;

namespace Swictation.Daemon.Typing.Ways;

/// <summary>
/// The program xdotool. A character that is not on the keyboard's layout gets a key for a moment, which some programs notice
/// too late: <see cref="CanType"/> leaves those to the clipboard.
/// </summary>
internal sealed class XdotoolWay : IWay
{
    private const string Program = "xdotool";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PerCharacter = TimeSpan.FromMilliseconds(100);

    public DeliveryWay Name => DeliveryWay.Xdotool;

    public string? Obstacle { get; } = XDisplay.Obstacle(Program);

    public bool CanType(string text) => text.All(character => character is >= ' ' and <= '~' or '\n' or '\t');

    public async Task<WayFault?> TypeAsync(string text, Window? window, CancellationToken cancellationToken)
    {
        var done = await ProgramRun
            .RunAsync(
                Program,
                ["type", "--clearmodifiers", "--delay", "1", "--file", "-"],
                Patience + (PerCharacter * text.Length),
                cancellationToken,
                text)
            .ConfigureAwait(false);
        return done.IsSuccess ? null : new(done.Explain(Program));
    }

    /// <summary>Presses chords, such as <c>ctrl+v</c>.</summary>
    public static async Task<string?> PressAsync(IEnumerable<string> chords, CancellationToken cancellationToken)
    {
        var done = await ProgramRun
            .RunAsync(Program, ["key", "--clearmodifiers", "--delay", "0", .. chords], Patience, cancellationToken)
            .ConfigureAwait(false);
        return done.IsSuccess ? null : done.Explain(Program);
    }
}
