using Swictation.Domain.Events;
using Swictation.Domain.History;

namespace Swictation.Replay.Output;

/// <summary>What became of a sentence at the cursor, in a few words for people.</summary>
internal static class DeliveryText
{
    public static string Of(SentenceDelivery delivery) => Describe(delivery) is var words && HasWindow(delivery.Outcome) && delivery.Application is { } program
        ? $"({words}: {OneLine.Of(program)})"
        : $"({words})";

    private static string Describe(SentenceDelivery delivery) => delivery.Outcome.Name switch
    {
        "typed" when delivery.Way == DeliveryWay.Clipboard => "pasted",
        "consumed" => "taken by a command",
        "taken_back" => "typed, and taken back",
        "failed" => "typing failed, a part may be there",
        "interrupted" => "typing was interrupted, a part may be there",
        "other_window" => "not typed, another window had the cursor",
        "locked" => "not typed, the screen was locked",
        "ruled_out" => "not typed, a rule keeps words out of that window",
        "too_old" => "not typed, it came too late",
        var name => OneLine.Of(name.Replace('_', ' ')),
    };

    // Where words went, or may have.
    private static bool HasWindow(DeliveryOutcome outcome) =>
        outcome == DeliveryOutcome.Typed || outcome == DeliveryOutcome.TakenBack
        || outcome == DeliveryOutcome.Failed || outcome == DeliveryOutcome.Interrupted;
}
