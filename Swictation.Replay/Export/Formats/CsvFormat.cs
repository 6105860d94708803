using System.Globalization;
using Swictation.Domain.History;
using Swictation.Replay.Export.Cues;
using Swictation.Replay.Output;

namespace Swictation.Replay.Export.Formats;

/// <summary><c>csv</c>: a row for each segment after RFC 4180, with a head. Text is as it was recognised.</summary>
internal sealed class CsvFormat : ITranscriptFormat
{
    private const string Head = "seq,session_id,spoken_at,start_s,duration_s,text,words,wpm,latency_ms,confidence,off_the_record";

    public string Name => "csv";

    public void Write(IEnumerable<SpokenSession> sessions, TextWriter output)
    {
        output.Write(Head + CsvText.EndOfRow);
        foreach (var spoken in sessions)
        {
            var session = spoken.Session;
            foreach (var said in spoken.Spoken)
            {
                output.Write(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{said.Sequence},{said.Session},{JsonTime.Of(said.SpokenAt)},{Timeline.PlaceOf(said, session):0.###},"));
                output.Write(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{said.DurationS:0.###},{CsvText.Field(said.Text)},{said.Words},{said.WordsPerMinute},{said.LatencyMs},"));
                output.Write(string.Create(
                    CultureInfo.InvariantCulture, $"{said.Confidence},{(said.IsOffTheRecord ? 1 : 0)}{CsvText.EndOfRow}"));
            }
        }
    }
}
