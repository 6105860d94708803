using System.Text.Json.Serialization;
using Swictation.Domain.History;

namespace Swictation.Replay.Output;

/// <summary>What became of a sentence at the cursor, as <c>show</c> prints it; field names do not change.</summary>
/// <param name="Outcome">As <c>text_delivered</c> has it.</param>
/// <param name="Way">How it was begun; absent where it was not.</param>
/// <param name="Application">The program of the window that had the cursor then; absent where that is not known.</param>
internal sealed record DeliveryJson(
    string Outcome,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    string? Way,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    string? Application)
{
    public static DeliveryJson? Of(SentenceDelivery? delivery) =>
        delivery is { } known ? new(known.Outcome.Name, known.Way?.Name, known.Application) : null;
}
