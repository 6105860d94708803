using System.Text.Json.Serialization;

namespace Swictation.Domain.Reasons;

/// <summary>The form of a reason that stands alone, without reflection.</summary>
[JsonSerializable(typeof(Reason))]
internal sealed partial class ReasonContext : JsonSerializerContext;
