using Swictation.Domain.Audio;
using Swictation.Storage.Audio;

namespace Swictation.Storage.Forgetting;

/// <summary>
/// Finds the audio of what is forgotten, wherever it is kept: a file of a segment as a whole, of a recording the stretch, as
/// other speech is in it that may be waiting to be transcribed.
/// </summary>
internal sealed class SpokenAudio(string databasePath)
{
    // Speech begins before it is noticed and fades after it: segments have as much around them.
    private const double AroundS = 0.3;

    private readonly AudioDirectory _directory = new(databasePath);
    private readonly string _beside = Path.GetDirectoryName(Path.GetFullPath(databasePath))!;

    public IReadOnlyList<FileStretch> Find(ForgettingSelection wanted, IEnumerable<SpokenEvent> chosen)
    {
        var spans = chosen.Where(spoken => spoken.HasPlace).ToLookup(spoken => spoken.Session);
        var files = _directory.All
            .SelectMany(directory => AudioDirectory.List(directory).Select(audio => (directory, audio)));
        var found = new List<FileStretch>();
        foreach (var (directory, audio) in files)
        {
            // As WAV, which it may be when this is read: the form may change meanwhile (AudioErasure).
            var name = Path.GetRelativePath(_beside, Path.ChangeExtension(audio.Path, AudioFileName.Extension));
            if (wanted.IsWholeSession && audio.Session == wanted.Session)
            {
                // A recording that goes on keeps its file.
                found.Add(directory == _directory.Unfinished
                    ? new(name, WavHeader.Bytes, WavHeader.Bytes + (audio.Samples * sizeof(short)) - 1)
                    : new(name));
                continue;
            }

            foreach (var span in spans[audio.Session.Value])
            {
                if (Overlap(audio, span) is not var (first, last)) continue;
                found.Add(audio.SpokenSamples > 0
                    ? new(name)
                    : new(name, WavHeader.Bytes + (first * sizeof(short)), WavHeader.Bytes + (last * sizeof(short)) - 1));
                if (audio.SpokenSamples > 0) break;
            }
        }

        return found;
    }

    // In samples of the file, the first and the one behind the last.
    private static (long First, long Last)? Overlap(StoredAudio audio, in SpokenEvent span)
    {
        var isSegment = audio.SpokenSamples > 0;
        var around = isSegment ? 0 : AroundS;
        var length = isSegment ? audio.SpokenSamples : audio.Samples;
        var first = Math.Max(0, Samples(span.StartS - around) - audio.Position);
        var last = Math.Min(length, Samples(span.EndS + around) - audio.Position);
        return first < last ? (first, isSegment ? audio.Samples : last) : null;
    }

    private static long Samples(double seconds) => (long)Math.Round(seconds * AudioFormat.SamplesPerSecond);
}
