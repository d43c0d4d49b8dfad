def test_the_two_best_are_kept(tmp_path, keeper):
    first = tmp_path / "ckpt_1.ckpt"
    second = tmp_path / "fold" / "lips_b.ckpt"
    keeper.save(first, second)
    assert keeper.best() == tmp_path / "lips_2best.pth"
