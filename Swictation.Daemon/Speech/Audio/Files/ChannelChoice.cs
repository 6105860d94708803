namespace Swictation.Daemon.Speech.Audio.Files;

/// <summary>
/// One channel of many: the one that was asked for, or the loudest. A sum can cancel (a microphone whose wires are
/// swapped), and a mean with silent channels makes speech quiet.
/// </summary>
/// <param name="channels">How many there are.</param>
/// <param name="chosen">Counted from 1; null for the loudest.</param>
/// <param name="sampleRate">In Hz.</param>
internal sealed class ChannelChoice(int channels, int? chosen, int sampleRate)
{
    // The loudest so far is left for one of four times its power, which no two microphones for one voice have in turns.
    private const double Louder = 4;

    // How long a channel counts as loud that has become quiet: shorter than the pause between two speakers.
    private const double MemoryS = 0.1;

    private readonly double[] _power = new double[channels];
    private int _current = chosen - 1 ?? 0;

    /// <summary>Takes a block of whole frames, of at most some 20 ms; writes a sample for each frame.</summary>
    public void Take(ReadOnlySpan<float> interleaved, Span<float> mono)
    {
        if (chosen is null && channels > 1) Listen(interleaved, mono.Length);
        for (var frame = 0; frame < mono.Length; frame++) mono[frame] = interleaved[(frame * channels) + _current];
    }

    private void Listen(ReadOnlySpan<float> interleaved, int frames)
    {
        if (frames == 0) return;

        var kept = Math.Exp(-frames / (MemoryS * sampleRate));
        var loudest = _current;
        for (var channel = 0; channel < channels; channel++)
        {
            // Around its own mean: a constant voltage is not heard.
            var (sum, squares) = (0.0, 0.0);
            for (var at = channel; at < frames * channels; at += channels)
            {
                sum += interleaved[at];
                squares += (double)interleaved[at] * interleaved[at];
            }

            var power = Math.Max(0, (squares / frames) - (sum / frames * (sum / frames)));
            _power[channel] = Math.Max(power, _power[channel] * kept);
            if (_power[channel] > _power[loudest]) loudest = channel;
        }

        if (_power[loudest] > _power[_current] * Louder) _current = loudest;
    }
}
