"""Letters to authorities, drafted from the public record of a case and from templates people can edit."""
