using System.Globalization;
using System.Text;
using Swictation.Domain.Events;
using Swictation.Domain.Log;
using Swictation.Domain.Wire;

namespace Swictation.Testing;

/// <summary>Events as earlier versions have stored them.</summary>
public static class FormerForms
{
    /// <summary>The first form of a <c>segment_measured</c>.</summary>
    public static EventToAppend OfMeasurement(SegmentMeasured measured)
    {
        var body = new StringBuilder();
        Add($$"""{"type":"segment_measured","session_id":{{measured.Session}},"timestamp":{{Seconds(measured.At)}},""");
        Add($"\"start_s\":{measured.StartS},\"duration_s\":{measured.DurationS},\"wait_ms\":{measured.WaitMs},\"recognition_ms\":{measured.RecognitionMs}");
        if (measured.Confidence is { } confidence)
        {
            Add($",\"confidence\":{confidence.Overall}");
            if (!confidence.Words.IsDefaultOrEmpty)
                Add($",\"word_confidences\":[{string.Join(',', confidence.Words.Select(word => word.ToString(CultureInfo.InvariantCulture)))}]");
        }

        if (measured.RecognisedAt is { } at) Add($",\"recognised_at\":{Seconds(at)}");
        body.Append('}');
        return new(
            measured.Session,
            WireTime.ToMicroseconds(measured.At),
            SegmentMeasured.TypeName,
            WireWriter.CurrentVersion,
            Encoding.UTF8.GetBytes(body.ToString()));

        void Add(FormattableString text) => body.Append(text.ToString(CultureInfo.InvariantCulture));

        static double Seconds(DateTimeOffset time) => WireTime.ToMicroseconds(time) / 1e6;
    }
}
