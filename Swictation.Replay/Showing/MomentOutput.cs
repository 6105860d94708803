using Swictation.Domain.History;
using Swictation.Plumbing.Text;
using Swictation.Replay.Export.Cues;
using Swictation.Replay.Output;

namespace Swictation.Replay.Showing;

/// <summary>Prints what was known of a session at a moment.</summary>
internal static class MomentOutput
{
    public static void WriteText(MomentInSession moment, TimeZoneInfo zone, TextWriter output)
    {
        var position = HumanText.Duration(TimeSpan.FromSeconds(moment.PositionS));
        output.WriteLine($"Session   {moment.Session.Id}");
        output.WriteLine($"At        {HumanText.DateAndTime(moment.At, zone)}, {position} into the session");
        output.WriteLine($"State     {moment.State}{(moment.IsOffTheRecord ? ", off the record" : "")}");
        output.WriteLine($"Dictated  {Counted.Of(moment.Words, "word")} in {Counted.Of(moment.Segments, "segment")}");
        if (moment.Recogniser is { } recogniser) output.WriteLine($"By        {RecogniserText.Of(recogniser)}");
        if (moment.Said is { } said)
            output.WriteLine($"Said      {HumanText.TimeOfDay(said.SpokenAt, zone)}  {OneLine.Of(said.Text)}");
    }

    public static void WriteJson(MomentInSession moment, TextWriter output) => output.WriteLine(ReplayJson.Line(new MomentJson(
        moment.Session.Id.Value,
        JsonTime.Of(moment.At),
        moment.PositionS,
        moment.State,
        moment.IsOffTheRecord,
        moment.Segments,
        moment.Words,
        RecogniserJson.Of(moment.Recogniser),
        moment.Said is { } said ? SpokenJson.Of(said, Timeline.PlaceOf(said, moment.Session)) : null)));
}
