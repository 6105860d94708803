using Swictation.Domain.Errors;
using Swictation.Domain.Reasons;

namespace Swictation.Daemon.Speech.Audio.Live;

/// <summary>
/// Tries which inputs can be opened now. One after the other: several names may be the same microphone, which serves
/// only one at a time. Nothing is heard.
/// </summary>
/// <param name="open">Opens one and closes it again, or says by an <see cref="AudioSourceException"/> why not.</param>
/// <param name="longest">
/// A sound server that hangs blocks its callers: a trial ends after this time. The inputs after that, most
/// likely through the same server, has a tenth of it.
/// </param>
internal sealed class InputTrial(Action<string> open, TimeSpan longest)
{
    private static readonly TimeSpan LongestOpening = TimeSpan.FromSeconds(3);

    private bool _hasHung;

    public InputTrial()
        : this(OpenAndClose, LongestOpening)
    {
    }

    /// <summary>The same inputs, each with the obstacle to opening it; those without one come first.</summary>
    public IReadOnlyList<SoundInput> Try(IReadOnlyList<SoundInput> inputs) =>
    [
        .. inputs
            .Select(input => input with { Obstacle = FindObstacle(input.Name) })
            .OrderBy(input => input.Obstacle is not null),
    ];

    private string? FindObstacle(string name)
    {
        string? obstacle = null;
        var trial = new Thread(() =>
        {
            try
            {
                open(name);
            }
            catch (AudioSourceException e)
            {
                // The cause without the remedy, which would lead to this list.
                obstacle = e.Reason.Cause;
            }
        })
        { IsBackground = true, Name = "trial" };
        trial.Start();
        if (trial.Join(_hasHung ? longest / 10 : longest)) return obstacle;

        _hasHung = true;
        return new Reason(ReasonCode.SoundServerDown).Cause;
    }

    private static void OpenAndClose(string name) => AlsaSetup.Open($"alsa:{name}", name).Pcm.Dispose();
}
