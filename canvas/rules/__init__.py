"""The rules of the coach, by what they watch: the profile, the offer, the proof, the team."""
