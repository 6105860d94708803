namespace Swictation.Domain.Language;

/// <summary>What becomes of a word on the way from one text to another.</summary>
public enum WordChange
{
    Same,
    Removed,
    Added,
}
