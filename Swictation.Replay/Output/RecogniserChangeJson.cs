using Swictation.Domain.Events;
using Swictation.Domain.History;

namespace Swictation.Replay.Output;

/// <summary>What recognised a session from a moment on, as <c>show --json</c> prints it.</summary>
/// <param name="At">RFC 3339, UTC.</param>
internal sealed record RecogniserChangeJson(string At, RecogniserJson Recogniser)
{
    public static RecogniserChangeJson Of(RecogniserChanged changed) =>
        new(JsonTime.Of(changed.At), RecogniserJson.Of(changed.What)!);
}
