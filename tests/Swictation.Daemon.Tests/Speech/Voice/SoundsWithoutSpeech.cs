using Swictation.Daemon.Tests.Speech.Segmentation;
using Swictation.Testing;

namespace Swictation.Daemon.Tests.Speech.Voice;

/// <summary>
/// Sounds in which nobody speaks, each loud enough to be a segment: recordings, and some made by rule, the same in every
/// run.
/// </summary>
internal static class SoundsWithoutSpeech
{
    private const int MadeOfEach = 10;
    private const int ExcerptsOfPiece = 14;
    private const int SecondsBetweenExcerpts = 9;

    public static IReadOnlyList<(string Name, short[] Sound)> All()
    {
        var sounds = new List<(string Name, short[] Sound)>();
        foreach (var path in RecordedSounds.Desktop.Concat(RecordedSounds.Instruments))
            sounds.Add((Path.GetFileName(path), RecordedSounds.Read(path, "norm", "-10", "trim", "0", "8")));
        foreach (var path in RecordedSounds.Music)
        {
            var piece = RecordedSounds.Read(path, "norm", "-12");
            for (var i = 0; i < ExcerptsOfPiece; i++)
            {
                var start = i * SecondsBetweenExcerpts * 16_000;
                if (start + (8 * 16_000) > piece.Length) break;
                sounds.Add(($"{Path.GetFileName(path)}, part {i}", piece[start..(start + (8 * 16_000))]));
            }
        }

        for (var i = 1; i <= MadeOfEach; i++)
        {
            sounds.Add(($"cough {i}", Cough(i)));
            sounds.Add(($"door {i}", Door(i)));
            sounds.Add(($"breath {i}", Breath(i)));
            sounds.Add(($"bell {i}", Bell(i)));
        }

        return [.. sounds.Where(each => each.Sound.Length >= 1_600)];
    }

    // Two bursts of noise.
    private static short[] Cough(int i)
    {
        var burst = Fading(Sounds.PinkNoise(0.14 + (0.02 * (i % 5)), rms: 7_000), decays: 4);
        return Sounds.Join([burst, Sounds.Silence(0.12), burst]);
    }

    // A thump and a tail.
    private static short[] Door(int i) => Sounds.Mix(
        Fading(Tone(0.35, 60 + (8 * i), 14_000), decays: 5), Fading(Sounds.PinkNoise(0.35, rms: 5_000), decays: 8));

    private static short[] Breath(int i)
    {
        var noise = Sounds.PinkNoise(0.5 + (0.05 * i), rms: 700 - (20 * i));
        return [.. noise.Select((sample, at) => (short)(sample * Math.Sin(Math.PI * at / noise.Length)))];
    }

    private static short[] Bell(int i) => Fading(
        Sounds.Mix(Tone(1.2, 220 + (40 * i), 6_000), Tone(1.2, 2.76 * (220 + (40 * i)), 3_000)), decays: 4);

    private static short[] Tone(double seconds, double frequency, double amplitude) =>
    [
        .. Enumerable.Range(0, (int)(seconds * 16_000))
            .Select(at => (short)(amplitude * Math.Sin(2 * Math.PI * frequency * at / 16_000))),
    ];

    private static short[] Fading(short[] sound, double decays) =>
        [.. sound.Select((sample, at) => (short)(sample * Math.Exp(-decays * at / sound.Length)))];
}
