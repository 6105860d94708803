using Swictation.Domain.Events;

namespace Swictation.Storage.Copies;

/// <summary>Something that people have added to a session that may be imported, or another text of a sentence.</summary>
/// <param name="Event">With its number of a session in the source.</param>
/// <param name="Origin">Where it was added.</param>
/// <param name="Sentence">Of a text, the position of its sentence in the source; null of everything else.</param>
internal sealed record SourceAddition(Afterthought Event, Origin Origin, long? Sentence)
{
    /// <summary>The newest of what has the same one counts; null of what stands for itself.</summary>
    public string? Subject => Event switch
    {
        TextRevised => "text",
        SessionTitled => "title",
        SessionTagged { Tag: var tag } => $"tag {tag}",
        _ => null,
    };
}
