using System.Globalization;
using Swictation.Domain.Audio;
using Swictation.Domain.Events;

namespace Swictation.Storage.Audio;

/// <summary>
/// Names of audio files say what is in them: <c>SESSION-POSITION-TIME.wav</c> for a stretch of recording,
/// <c>SESSION-POSITION-SPOKEN-TIME.wav</c> for a segment, <c>.flac</c> where it was kept and made smaller. Positions and
/// lengths are in samples, times in UTC.
/// </summary>
internal static class AudioFileName
{
    public const string Extension = ".wav";

    private const string TimeForm = "yyyyMMdd'T'HHmmssffffff'Z'";

    public static string OfRecording(SessionId session, long position, DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"{session.Value}-{position:D12}-{Form(at)}.wav");

    public static string OfSegment(SessionId session, long position, int spokenSamples, DateTimeOffset endedAt) =>
        string.Create(
            CultureInfo.InvariantCulture, $"{session.Value}-{position:D12}-{spokenSamples:D7}-{Form(endedAt)}.wav");

    /// <summary>
    /// The recording by the name and the length of its file; null for a file that is not of this kind, or that
    /// was released since it was found.
    /// </summary>
    /// <param name="isMeasured">False: the length of a FLAC file is 0, and it is not opened.</param>
    public static StoredAudio? Read(FileInfo file, bool isMeasured = true)
    {
        var parts = Path.GetFileNameWithoutExtension(file.Name).Split('-');
        if (file.Extension is not (Extension or FlacFile.Extension) || parts.Length is < 3 or > 4) return null;

        var spoken = 0L;
        if (!TryCount(parts[0], out var session) || !TryCount(parts[1], out var position)) return null;
        if (parts.Length == 4 && (!TryCount(parts[2], out spoken) || spoken > int.MaxValue)) return null;
        if (!TryTime(parts[^1], out var at) || !file.Exists) return null;

        return new(file.FullName, new(session), position, at, ReadLength(file, isMeasured), (int)spoken);
    }

    // One whose header is damaged may hold anything.
    private static long ReadLength(FileInfo file, bool isMeasured)
    {
        if (file.Extension == Extension) return Math.Max(0, file.Length - WavHeader.Bytes) / sizeof(short);
        return isMeasured ? FlacFile.ReadLength(file.FullName) ?? FlacFile.MostSamples : 0;
    }

    private static string Form(DateTimeOffset time) =>
        time.UtcDateTime.ToString(TimeForm, CultureInfo.InvariantCulture);

    private static bool TryCount(string text, out long count) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count);

    private static bool TryTime(string text, out DateTimeOffset time) => DateTimeOffset.TryParseExact(
        text, TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
}
